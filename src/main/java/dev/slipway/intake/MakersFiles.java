package dev.slipway.intake;

import dev.slipway.intake.fetch.RemoteFiles;
import dev.slipway.intake.signature.Signatures;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The small files that makers put beside an image: lists of checksums, and signatures. */
@Component
class MakersFiles {
    private static final int LONGEST_LIST = 1024 * 1024;

    private final RemoteFiles remote;

    MakersFiles(IntakeSettings settings) {
        remote = new RemoteFiles(FetchSteps.rules(settings), settings.silence());
    }

    byte[] list(String url) {
        return bytes(url, LONGEST_LIST, "list of checksums", "checksumUrl");
    }

    byte[] signature(String url) {
        return bytes(url, Signatures.LONGEST, "signature", "signatureUrl");
    }

    private byte[] bytes(String url, int longest, String what, String field) {
        try (var answer = remote.open(url, 0, Optional.empty())) {
            answer.begin(0);
            byte[] content = answer.body().readNBytes(longest + 1);
            if (content.length > longest) {
                throw new InvalidRequest("fetch-refused", field, "What is there is too long for a " + what + ".");
            }
            return content;
        } catch (InvalidRequest e) {
            throw new InvalidRequest(e.code(), field, "The " + what + " cannot be fetched. " + e.sentence());
        } catch (IOException e) {
            throw new Unavailable("fetch-broken", "The " + what + " could not be read to its end.", url, e);
        }
    }
}
