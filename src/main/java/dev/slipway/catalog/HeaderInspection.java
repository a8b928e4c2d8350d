package dev.slipway.catalog;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Reads what a file says of itself. */
@Component
class HeaderInspection implements ImageInspection {
    @Override
    public Findings inspect(ImageKind kind, Path file) throws IOException {
        return switch (kind) {
            case GOLDEN -> new Findings(MasterFormat.QCOW2, Qcow2Check.virtualBytes(file));
            case ISO -> new Findings(MasterFormat.RAW, IsoCheck.bytes(file));
        };
    }
}
