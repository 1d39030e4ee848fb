"""``python -m retriever.cli`` is ``answerbook``."""

from retriever.cli import main

main()
