package dev.slipway.intake;

import dev.slipway.catalog.ImageSignature;
import dev.slipway.catalog.ImageSignature.Of;
import dev.slipway.intake.SigningKeyTable.Row;
import dev.slipway.intake.signature.ClearSigned;
import dev.slipway.intake.signature.MakersKey;
import dev.slipway.intake.signature.Signatures;
import dev.slipway.intake.signature.Signed;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import dev.slipway.operation.StepContext;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Whether what came is what its maker signed. */
@Component
class SignatureSteps {
    private final IntakeTable table;
    private final IntakeFiles files;
    private final SigningKeyTable keys;
    private final MakersFiles makers;
    private final Clock clock;

    SignatureSteps(IntakeTable table, IntakeFiles files, SigningKeyTable keys, MakersFiles makers, Clock clock) {
        this.table = table;
        this.files = files;
        this.keys = keys;
        this.makers = makers;
        this.clock = clock;
    }

    /** What may be believed of a list of checksums: all of it if nobody has to have signed it, else what is signed of it. */
    String believed(Intake intake, byte[] list) {
        if (intake.signature().isEmpty()) {
            return new String(list, StandardCharsets.UTF_8);
        }
        var wish = intake.signature().get();
        if (wish.url().isEmpty()) {
            var signed = ClearSigned.parse(list);
            var key = key(wish);
            keep(intake, key, signed.verify(read(key), clock.instant()), Of.CHECKSUMS);
            return signed.text();
        }
        var signatures = Signatures.parse(makers.signature(wish.url().get()));
        try {
            var key = key(wish);
            var signed = signatures.verify(new ByteArrayInputStream(list), read(key), clock.instant());
            keep(intake, key, signed, Of.CHECKSUMS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String(list, StandardCharsets.UTF_8);
    }

    /** Of the file itself, unless it is the list of checksums that has to be signed. */
    void check(StepContext context) {
        var intake = table.find(CheckSteps.id(context)).orElseThrow();
        if (intake.signature().isEmpty() || intake.checksumUrl().isPresent()) {
            return;
        }
        var wish = intake.signature().get();
        var signatures = Signatures.parse(makers.signature(wish.url().orElseThrow()));
        try (var content = new Watched(Files.newInputStream(files.received(intake.id())), intake.received(), context)) {
            var key = key(wish);
            keep(intake, key, signatures.verify(content, read(key), clock.instant()), Of.FILE);
        } catch (IOException e) {
            throw IntakeFiles.broken("read " + intake.id(), e);
        }
    }

    private static MakersKey read(Row key) {
        return MakersKey.parse(key.armoured());
    }

    private Row key(SignatureWish wish) {
        return keys.find(wish.key())
                .orElseThrow(() -> new InvalidRequest(
                        "signing-key-gone",
                        "signingKey",
                        "The key by which it should be signed was removed. Import it anew, with another key."));
    }

    private void keep(Intake intake, Row key, Signed signed, Of of) {
        table.signed(intake.id(), new ImageSignature(key.name(), key.owner(), signed.fingerprint(), of, signed.at()));
    }

    /** Tells how far reading is, and ends it when it is not wanted any more. */
    private static final class Watched extends FilterInputStream {
        private final long bytes;
        private final StepContext context;
        private long read;

        Watched(InputStream in, long bytes, StepContext context) {
            super(in);
            this.bytes = bytes;
            this.context = context;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int n = super.read(into, from, length);
            read += Math.max(0, n);
            context.progress((int) (read * 100 / Math.max(1, bytes)), "Checking its signature");
            if (context.isCancelled()) {
                throw new Unavailable("intake-stopped", "It was stopped.");
            }
            return n;
        }
    }
}
