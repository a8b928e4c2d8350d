package dev.slipway.vm.backup;

import java.nio.file.Path;

/** A backup's file, to be taken away. @param name for who saves it @param sha256 of its content, in lower-case hexadecimal */
public record ExportedBackup(String name, long bytes, String sha256, Path file) {}
