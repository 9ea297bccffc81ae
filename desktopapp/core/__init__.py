"""The form, the report, the checks and the project file: standard library only, no clock, no user's folders."""
