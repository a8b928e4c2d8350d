package dev.slipway.vm.seed;

import dev.slipway.vm.state.VmRow;
import java.util.List;
import java.util.Optional;

/**
 * A cloud-init NoCloud seed. What Slipway has to say (instance, host name, keys) is in the meta-data, so that a person's
 * user-data goes to the guest as it is.
 *
 * @param vendorData what an administrator has all guests do besides
 * @param networkConfig empty for a guest that asks by DHCP, as all do by themselves
 */
public record Seed(String metaData, String userData, Optional<String> vendorData, Optional<String> networkConfig) {

    public static Seed of(
            VmRow vm,
            List<String> sshKeys,
            Optional<String> userData,
            Optional<String> vendorData,
            Optional<String> networkConfig) {
        var meta = new StringBuilder()
                .append("instance-id: ")
                .append(vm.instanceId())
                .append("\nlocal-hostname: ")
                .append(vm.name())
                .append('\n')
                .append(keys("public-keys", sshKeys));
        return new Seed(meta.toString(), userData.orElseGet(() -> ours(vm.name(), sshKeys)), vendorData, networkConfig);
    }

    private static String ours(String name, List<String> sshKeys) {
        return "#cloud-config\nhostname: " + name + '\n' + keys("ssh_authorized_keys", sshKeys);
    }

    private static String keys(String title, List<String> sshKeys) {
        if (sshKeys.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(title).append(":\n");
        sshKeys.forEach(key -> text.append("  - ").append(quoted(key)).append('\n'));
        return text.toString();
    }

    /** A YAML double-quoted scalar: a key's comment is anybody's text. */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().filter(c -> !Character.isISOControl(c)).forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.appendCodePoint(c);
        });
        return quoted.append('"').toString();
    }
}
