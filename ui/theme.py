"""How the page looks and how its server behaves, as Streamlit's options.

They are handed over in the call and not as configuration files, so that no ``config.toml`` of the folder that the
command was called in, and none of the person's other Streamlit programs, can rebind the server or repaint the page.
"""

from collections.abc import Mapping

Option = str | int | bool | float | None | list[str] | dict[str, str]

UPLOAD_MB = 50

_LIGHT = {
    "primaryColor": "#0b6b66",
    "backgroundColor": "#fcfbf8",
    "secondaryBackgroundColor": "#f3f0e9",
    "textColor": "#22262a",
    "borderColor": "#ddd8cd",
    "linkColor": "#0b6b66",
    "codeBackgroundColor": "#f3f0e9",
    "codeTextColor": "#22262a",
}
_DARK = {
    "primaryColor": "#6fc7bf",
    "backgroundColor": "#14171a",
    "secondaryBackgroundColor": "#1d2226",
    "textColor": "#e8e6e0",
    "borderColor": "#353c42",
    "linkColor": "#6fc7bf",
    "codeBackgroundColor": "#1d2226",
    "codeTextColor": "#e8e6e0",
}
_BOTH: Mapping[str, Option] = {
    "font": "sans-serif",
    "headingFont": "serif",
    "codeFont": "monospace",
    "baseRadius": "0.5rem",
    "buttonRadius": "0.5rem",
    "showWidgetBorder": True,
    "linkUnderline": True,
    "headingFontSizes": ["2rem", "1.4rem", "1.15rem", "1rem", "1rem", "1rem"],
    "headingFontWeights": ["600", "600", "600", "600", "600", "600"],
}
_SERVER: Mapping[str, Option] = {
    "browser.gatherUsageStats": False,
    "client.allowedOrigins": [],
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.toolbarMode": "minimal",
    "global.developmentMode": False,
    "logger.enableRich": False,
    "logger.hideWelcomeMessage": True,
    "logger.level": "error",
    "runner.magicEnabled": False,
    "server.allowRunOnSave": False,
    "server.baseUrlPath": "",
    "server.corsAllowedOrigins": [],
    "server.customComponentBaseUrlPath": "",
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.fileWatcherType": "none",
    "server.folderWatchList": [],
    "server.headless": True,
    "server.maxUploadSize": UPLOAD_MB,
    "server.runOnSave": False,
    "server.scriptHealthCheckEnabled": False,
    "server.showEmailPrompt": False,
    "server.trustedUserHeaders": {},
}


def options(address: str, port: int) -> dict[str, Option]:
    """Return every option that the page sets, by its dotted name, for a server on ``address`` and ``port``."""
    return {
        **_SERVER,
        "server.address": address,
        "server.port": port,
        "browser.serverAddress": address,
        "browser.serverPort": port,
        **{f"theme.{name}": value for name, value in _BOTH.items()},
        **{f"theme.light.{name}": value for name, value in _LIGHT.items()},
        **{f"theme.dark.{name}": value for name, value in _DARK.items()},
    }
