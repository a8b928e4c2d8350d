package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation that says what the code does, and is compared with it. */
public final class Golden {
    private final Path page;

    private Golden(Path page) {
        this.page = page;
    }

    /** @param name of the page in {@code docs/reference} */
    public static Golden page(String name) {
        return new Golden(Path.of("docs/reference", name));
    }

    /** Compares, or with {@code -Dslipway.golden.write=true} writes anew. */
    public void says(String text) throws IOException {
        if (Boolean.getBoolean("slipway.golden.write")) {
            Files.writeString(page, text);
        }
        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("look at the difference; if it is meant, write %s anew with -Dslipway.golden.write=true", page)
                .isEqualTo(text);
    }
}
