"""`python -m shuke.cli` is `shuke`."""

from shuke.cli import main

main()
