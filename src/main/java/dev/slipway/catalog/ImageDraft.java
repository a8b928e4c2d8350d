package dev.slipway.catalog;

/** What an administrator says of a new image. @param versionLabel such as {@code 2026-11} */
public record ImageDraft(
        String name,
        String description,
        String os,
        String defaultUser,
        Firmware firmware,
        boolean cloudInit,
        boolean guestAgent,
        long minMemoryMib,
        String versionLabel) {}
