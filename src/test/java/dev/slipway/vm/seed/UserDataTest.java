package dev.slipway.vm.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserDataTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#cloud-config\npackages: [nginx]\nruncmd:\n  - [sh, -c, 'echo hi']\n",
                "#cloud-config  \r\nhostname: x\r\n",
                "#cloud-config\na: &a [1]\nb: *a\n",
                "#cloud-config\nwrite_files:\n- content: !!binary aGVsbG8=\n  path: /x\n",
                "#!/bin/sh\n: {[ not yaml at all\n",
                "#!/usr/bin/env python3\nprint(1)\n"
            })
    void passesOnWhatCloudInitUnderstands(String text) {
        assertThat(UserData.checked(Optional.of(text))).hasValue(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t "})
    void takesBlankForNone(String text) {
        assertThat(UserData.checked(Optional.of(text))).isEmpty();
    }

    @Test
    void takes16KibAndNoByteMore() {
        var full = "#!" + "x".repeat(UserData.MOST_BYTES - 2);
        assertThat(UserData.checked(Optional.of(full))).hasValue(full);
        refuses(full + "x", "user-data-too-long", "at most 16 KiB");
        // Counted in bytes, not in characters.
        refuses("#!" + "é".repeat(UserData.MOST_BYTES / 2), "user-data-too-long", "17 KiB");
    }

    @Test
    void saysWhatIsWrong() {
        refuses("packages: [nginx]", "user-data", "begins with #cloud-config");
        refuses("# cloud-config\na: b", "user-data", "begins with #cloud-config");
        refuses("#cloud-config\na: [1", "user-data", "in line");
        refuses("#cloud-config\na: b\n\tc: d", "user-data", "in line 3");
        refuses("#cloud-config\n- a\n- b", "user-data", "list of settings");
        refuses("#cloud-config\njust words", "user-data", "list of settings");
        refuses("#cloud-config\n", "user-data", "no settings");
        refuses("#cloud-config\na: b\n---\nc: d", "user-data", "not valid YAML");
        refuses("#cloud-config\na: !!javax.script.ScriptEngineManager []", "user-data", "not valid YAML");
        refuses("#!/bin/sh\n\0", "user-data", "zero byte");
    }

    @Test
    void isNotHarmedByBombs() {
        var laughs = new StringBuilder("#cloud-config\na0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
        }
        var keys = new StringBuilder("#cloud-config\n");
        for (int i = 0; i < 10; i++) {
            keys.append("? &k%d [%s]\n: x\n".formatted(i, i == 0 ? "x" : ("*k" + (i - 1) + ",").repeat(9)));
        }
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            refuses(laughs.toString(), "user-data", "not valid YAML");
            refuses(keys.toString(), "user-data", "not valid YAML");
            refuses("#cloud-config\na: " + "[".repeat(8000), "user-data", "not valid YAML");
            refuses("#cloud-config\n" + "- ".repeat(8000) + "x", "user-data", "not valid YAML");
            refuses("#cloud-config\n&a ? *a : x", "user-data", "not valid YAML");
        });
    }

    private static void refuses(String text, String code, String words) {
        assertThatThrownBy(() -> UserData.checked(Optional.of(text)))
                .isInstanceOfSatisfying(InvalidRequest.class, e -> {
                    assertThat(e.field()).isEqualTo("userData");
                    assertThat(e.code()).isEqualTo(code);
                })
                .hasMessageContaining(words);
    }
}
