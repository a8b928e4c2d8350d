package dev.slipway.network;

/** One thing to do on a host. @param text what to put into a file or to run, as it is */
public record BridgeStep(String title, String text) {}
