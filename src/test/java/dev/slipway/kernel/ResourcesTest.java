package dev.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Needs nothing but the test runner; bin/test also runs it to have the runner fetched. */
class ResourcesTest {
    @Test
    void mayBeNothingAtAll() {
        assertThat(Resources.NONE).isEqualTo(new Resources(0, 0, 0));
    }

    @Test
    void areNeverNegative() {
        assertThatThrownBy(() -> new Resources(-1, 0, 0)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> new Resources(0, -1, 0)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> new Resources(0, 0, -1)).isInstanceOf(InvalidRequest.class);
    }
}
