package dev.slipway.intake.guard;

/** What a file is, by its content. */
public enum ImageFormat {
    QCOW2("qcow2", "qcow2 disk image"),
    RAW("raw", "raw disk"),
    VMDK("vmdk", "VMware disk (vmdk)"),
    VDI("vdi", "VirtualBox disk (vdi)"),
    VHDX("vhdx", "Hyper-V disk (vhdx)"),
    ISO("raw", "ISO");

    private final String driver;
    private final String words;

    ImageFormat(String driver, String words) {
        this.driver = driver;
        this.words = words;
    }

    /** As {@code qemu-img} calls it. */
    String driver() {
        return driver;
    }

    public String words() {
        return words;
    }

    /** Whether it becomes a qcow2 image first. */
    public boolean isConverted() {
        return switch (this) {
            case QCOW2, ISO -> false;
            case RAW, VMDK, VDI, VHDX -> true;
        };
    }
}
