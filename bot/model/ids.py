"""What people and platforms are called inside the program."""

PersonId = str
Platform = str
