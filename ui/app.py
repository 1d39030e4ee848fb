"""The page itself: Streamlit runs this file for every visitor and every change."""

from ui import shell

shell.show()
