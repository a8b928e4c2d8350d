package dev.slipway.hypervisor;

import java.io.InputStream;

/** Takes a volume's content while it streams. */
@FunctionalInterface
public interface VolumeReader<T> {
    /** @param bytes exact length of the content; holes are read as zeros */
    T read(InputStream content, long bytes);
}
