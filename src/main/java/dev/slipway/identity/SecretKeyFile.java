package dev.slipway.identity;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A key in a file that only the portal may read. */
final class SecretKeyFile {
    private SecretKeyFile() {}

    /** Made at first use; of several nodes that share the directory and start at once, one makes it. */
    static String read(Path file, int bytes) throws IOException {
        if (!Files.exists(file)) {
            make(file, bytes);
        }
        return Files.readString(file).strip();
    }

    private static void make(Path file, int bytes) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        byte[] key = new byte[bytes];
        new SecureRandom().nextBytes(key);
        Path whole = Files.createTempFile(
                directory,
                "key-",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(whole, Base64.getEncoder().encodeToString(key) + "\n");
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            // another node was faster: its key is the one
        } finally {
            Files.delete(whole);
        }
    }
}
