package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.SlipwayTest;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SlipwayTest
class SlipwayApplicationTest {
    @Autowired
    Clock clock;

    @Test
    void startsOnAnEmptyDatabase() {
        assertThat(clock.getZone().getId()).isEqualTo("Z");
    }
}
