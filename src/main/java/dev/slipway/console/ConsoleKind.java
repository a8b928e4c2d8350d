package dev.slipway.console;

/** What of a VM a console shows. */
enum ConsoleKind {
    SCREEN,
    SERIAL
}
