package dev.slipway.catalog;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.Hypervisors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Copies that lie in a pool and are in no book: another host put them there before it was known that both have the same
 * storage, or the host whose book they were in is gone. VMs may stand on them, so a whole one is taken as it is, once its
 * content was compared.
 */
@Component
class FoundCopies {
    private static final Logger log = LoggerFactory.getLogger(FoundCopies.class);
    private static final int PIECE = 256 * 1024;

    private final Hypervisors hypervisors;

    FoundCopies(Hypervisors hypervisors) {
        this.hypervisors = hypervisors;
    }

    boolean isThere(ImageView image, StagedCopy.Target target, LeasedProgress progress) {
        var host = hypervisors.on(target.host());
        if (host.volume(target.volume()).isEmpty()) {
            return false;
        }
        try {
            boolean same = host.download(
                    target.volume(),
                    (content, bytes) -> bytes == image.fileBytes()
                            && digest(content, progress).equals(image.sha256()));
            if (same) {
                log.info("{} is on host {} already", target.volume(), target.host());
            }
            return same;
        } catch (HypervisorProblem e) {
            log.info("{} on host {} cannot be read: {}", target.volume(), target.host(), e.logDetail());
            return false;
        }
    }

    private static String digest(InputStream content, LeasedProgress progress) {
        var digest = Sha256.digest();
        var piece = new byte[PIECE];
        long read = 0;
        try (var digested = new DigestInputStream(content, digest)) {
            for (int n = digested.read(piece); n >= 0; n = digested.read(piece)) {
                read += n;
                progress.sent(read);
            }
            return Sha256.hex(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
