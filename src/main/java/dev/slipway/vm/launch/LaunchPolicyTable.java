package dev.slipway.vm.launch;

import dev.slipway.kernel.ImageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code launch_policy}: images that are not free. */
@Component
class LaunchPolicyTable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    LaunchPolicyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    LaunchPolicy of(ImageId image) {
        return jdbc.sql("select policy from launch_policy where image_id = ?")
                .param(image.value())
                .query(String.class)
                .optional()
                .map(policy -> JSON.readValue(policy, LaunchPolicy.class))
                .orElse(LaunchPolicy.FREE);
    }

    void set(ImageId image, LaunchPolicy policy) {
        if (policy.equals(LaunchPolicy.FREE)) {
            jdbc.sql("delete from launch_policy where image_id = ?")
                    .param(image.value())
                    .update();
        } else {
            jdbc.sql("replace into launch_policy (image_id, policy) values (?, ?)")
                    .params(image.value(), JSON.writeValueAsString(policy))
                    .update();
        }
    }
}
