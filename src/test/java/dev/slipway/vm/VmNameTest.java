package dev.slipway.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VmNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "web-1", "1web", "a--b"})
    void takesHostNames(String name) {
        assertThat(VmName.whyNot(name)).isEmpty();
        assertThat(new VmName(name).value()).isEqualTo(name);
    }

    @Test
    void takesTheLongestHostNameAndNoLonger() {
        assertThat(VmName.whyNot("a".repeat(63))).isEmpty();
        assertThat(VmName.whyNot("a".repeat(64)))
                .hasValueSatisfying(s -> assertThat(s).contains("63", "64"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', Give the VM a name",
        "Web, Write w for W",
        "my vm, Use a dash instead",
        "'\u00a0', Use a dash instead",
        "-web, begins and ends",
        "web-, begins and ends",
        "web_1, _ is none of them",
        "web.example, . is none of them",
        "wéb, é is none of them",
        "'\uD83D\uDE80', \uD83D\uDE80 is none of them",
        "'../etc', . is none of them",
        "'$(id)', $ is none of them",
        "'\u0000', invisible character",
    })
    void saysWhatIsWrong(String name, String words) {
        assertThat(VmName.whyNot(name)).hasValueSatisfying(s -> assertThat(s).contains(words));
        assertThatThrownBy(() -> new VmName(name))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("name"));
    }
}
