package dev.slipway.vm.serial;

/** A line with what was looked for. @param line counted from 1 at the beginning of what is kept @param text of it, cut if it is very long */
public record SerialMatch(long line, String text) {}
