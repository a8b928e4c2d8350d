package dev.slipway.catalog;

public enum Firmware {
    BIOS,
    UEFI
}
