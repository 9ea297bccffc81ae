/* nianbao.exe, and its twin for consoles: starts the Python beside it, which nobody else's settings or modules can reach.

   A first word of -P is the program calling itself, to have a file read by a process of its own (formats/parsing.py): that is a command
   for Python and is handed on as it is, with UTF-8 as both sides expect. */

#include <windows.h>
#include <shellapi.h>
#include <stdlib.h>
#include <wchar.h>

#define PROGRAM L"import sys; from desktopapp.__main__ import main; sys.exit(main())"

typedef int (*python_main)(int, wchar_t **);

static int fail(const wchar_t *sentence)
{
    MessageBoxW(NULL, sentence, L"年报助手", MB_OK | MB_ICONERROR);
    return 1;
}

static int start(void)
{
    int count;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
    wchar_t **passed = words ? calloc(count + 6, sizeof *passed) : NULL;
    HMODULE library = LoadLibraryExW(L"python311.dll", NULL, LOAD_LIBRARY_SEARCH_APPLICATION_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    python_main run = library ? (python_main)(void *)GetProcAddress(library, "Py_Main") : NULL;
    int used = 0;
    if (!passed || !run)
        return fail(L"年报助手的文件不完整，打不开。请重新运行安装程序；使用便携版的，请重新解压整个文件夹。");
    passed[used++] = words[0];
    passed[used++] = L"-I";
    if (count > 1 && wcscmp(words[1], L"-P") == 0) {
        passed[used++] = L"-X";
        passed[used++] = L"utf8";
    } else {
        passed[used++] = L"-c";
        passed[used++] = PROGRAM;
    }
    for (int each = 1; each < count; each++)
        passed[used++] = words[each];
    return run(used, passed);
}

#ifdef CONSOLE
int main(void) { return start(); }
#else
int WINAPI WinMain(HINSTANCE self, HINSTANCE before, LPSTR line, int show)
{
    (void)self, (void)before, (void)line, (void)show;
    return start();
}
#endif
