package dev.slipway.ui.vm;

import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.LaunchSet;
import dev.slipway.vm.launch.SizeWish;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A launch as a command line. Names the portal and the token by variables: a token is nothing to be shown. */
final class ApiCall {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ApiCall() {}

    static String of(LaunchSet set) {
        LaunchRequest launch = set.launch();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("project", launch.project().toString());
        body.put("name", launch.name());
        body.put("image", launch.image().toString());
        switch (launch.size()) {
            case SizeWish.Curated curated -> body.put("size", curated.size().toString());
            case SizeWish.Custom custom ->
                body.put(
                        "custom",
                        Map.of(
                                "vcpus", custom.resources().vcpus(),
                                "memoryMib", custom.resources().memoryMib(),
                                "diskMib", custom.resources().diskMib()));
        }
        body.put("network", launch.network().toString());
        putUnlessEmpty(body, "sshKeys", launch.sshKeys());
        launch.userData().ifPresent(data -> body.put("userData", data));
        putUnlessEmpty(body, "groups", List.copyOf(launch.groups()));
        launch.discs().second().ifPresent(disc -> body.put("secondDisc", disc.toString()));
        launch.discs().outAtReboot().ifPresent(out -> body.put("discOutAtReboot", out));
        if (set.numbering().count() > 1) {
            body.put("count", set.numbering().count());
        }
        set.numbering().first().ifPresent(first -> body.put("firstNumber", first));
        return "curl \"$SLIPWAY/api/v1/vms\" -H \"Authorization: Bearer $SLIPWAY_TOKEN\""
                + " -H 'Content-Type: application/json' -H \"Idempotency-Key: $(uuidgen)\" -d "
                + quoted(JSON.writeValueAsString(body));
    }

    private static void putUnlessEmpty(Map<String, Object> body, String field, List<?> ids) {
        if (!ids.isEmpty()) {
            body.put(field, ids.stream().map(Object::toString).toList());
        }
    }

    /** For a shell, which takes everything within as it stands. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
