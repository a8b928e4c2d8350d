package dev.slipway.ui.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.SizeId;
import dev.slipway.vm.launch.DiscWish;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.LaunchSet;
import dev.slipway.vm.launch.Numbering;
import dev.slipway.vm.launch.SizeWish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is copied is what a shell sends. */
class ApiCallTest {
    @Test
    void aShellSendsWhatWasChosen() throws Exception {
        var data = "#!/bin/sh\necho 'it'\"'s\" $HOME `id`\n";
        var second = ImageVersionId.random();
        var launch = new LaunchRequest(
                ProjectId.random(),
                "web-1",
                ImageVersionId.random(),
                new SizeWish.Curated(SizeId.random()),
                NetworkId.random(),
                List.of(),
                Optional.of(data),
                Optional.of("key"),
                Set.of(),
                new DiscWish(Optional.of(second), Optional.of(false)));

        var sent = JsonMapper.builder()
                .build()
                .readTree(lastArgument(
                        ApiCall.of(new LaunchSet(launch, new Numbering("web-1", 1, OptionalInt.empty())))));

        assertThat(sent.path("name").asString()).isEqualTo("web-1");
        assertThat(sent.path("image").asString()).isEqualTo(launch.image().toString());
        assertThat(sent.path("userData").asString()).isEqualTo(data);
        assertThat(sent.has("sshKeys")).isFalse();
        assertThat(sent.path("secondDisc").asString()).isEqualTo(second.toString());
        assertThat(sent.path("discOutAtReboot").asBoolean(true)).isFalse();
    }

    /** With a command in curl's place that prints what it is given last. */
    private static String lastArgument(String call) throws IOException, InterruptedException {
        var script = "curl() { for last; do :; done; printf %s \"$last\"; }; uuidgen() { echo 1; }; " + call;
        var shell = new ProcessBuilder("/bin/sh", "-c", script)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return out;
    }
}
