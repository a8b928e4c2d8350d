package dev.slipway.hypervisor;

public enum VolumeFormat {
    QCOW2,
    RAW,
    /** A raw CD-ROM image. */
    ISO
}
