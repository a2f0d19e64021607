"""``python -m lotrinh``: the same as the command ``lotrinh``."""

from lotrinh.cli import main

main()
