"""The page: ask, explore, spot-check and the library, served by Streamlit on this machine alone."""
