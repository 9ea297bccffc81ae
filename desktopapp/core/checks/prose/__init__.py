"""What the rules on prose look for and say. Loaded with the first text that is checked: a start of the program does not need it."""
