package dev.slipway.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void whatIsAboutThisVmTellsMostAndThenWhatCameNearest() {
        assertThat(Arrays.stream(Verdict.values()).sorted(Comparator.comparingInt(Verdict::telling)))
                .startsWith(Verdict.EXCLUDED, Verdict.HERE, Verdict.FULL)
                .endsWith(Verdict.DISABLED, Verdict.NOT_ASKED);
    }
}
