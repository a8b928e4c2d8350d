package dev.slipway.vm.seed;

import dev.slipway.kernel.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a person gives their guest's cloud-init to do: a {@code #cloud-config} mapping or a script. It is passed on as it
 * is; reading it here only spares people a VM that boots and silently ignores it.
 */
public final class UserData {
    static final int MOST_BYTES = 16 * 1024;
    private static final String CLOUD_CONFIG = "#cloud-config";
    // A document of 16 KiB that means well is far below these; one that means ill must not cost time or memory.
    private static final int MOST_ALIASES = 20;
    private static final int DEEPEST = 30;

    private static final UserData OWN = new UserData("userData", "User data");
    private static final UserData VENDOR = new UserData("text", "Vendor data");

    private final String field;
    private final String name;

    private UserData(String field, String name) {
        this.field = field;
        this.name = name;
    }

    /** The same for what an administrator gives all guests. */
    static String checkedOfVendor(String text) {
        VENDOR.check(text);
        return text;
    }

    /** The same for what comes with an image. @param field as its refusal names it */
    public static void checkedOf(String field, String text) {
        new UserData(field, "First-boot text").check(text);
    }

    /** @return the text to pass on; empty if there is nothing to pass on @throws InvalidRequest if cloud-init could not use it */
    public static Optional<String> checked(Optional<String> given) {
        var text = given.filter(t -> !t.isBlank());
        text.ifPresent(OWN::check);
        return text;
    }

    private void check(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw refused(
                    "user-data-too-long",
                    name + " has at most 16 KiB; this has " + (bytes + 1023) / 1024
                            + " KiB. Let it fetch what it needs instead.");
        }
        if (text.indexOf('\0') >= 0) {
            throw refused("user-data", name + " is text; this has a zero byte in it.");
        }
        var firstLine = text.lines().findFirst().orElse("").strip();
        if (firstLine.equals(CLOUD_CONFIG)) {
            checkCloudConfig(text);
        } else if (!text.startsWith("#!")) {
            throw refused(
                    "user-data", name + " begins with #cloud-config in its first line, or with #! if it is a script.");
        }
    }

    private void checkCloudConfig(String text) {
        var limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setCodePointLimit(MOST_BYTES);
        limits.setAllowRecursiveKeys(false);
        Object parsed;
        try {
            parsed = new Yaml(new SafeConstructor(limits)).<@org.jspecify.annotations.Nullable Object>load(text);
        } catch (MarkedYAMLException e) {
            var line = e.getProblemMark() == null
                    ? ""
                    : " in line " + (e.getProblemMark().getLine() + 1);
            throw refused("user-data", "The cloud-config is not valid YAML" + line + ": " + e.getProblem() + ".");
        } catch (YAMLException | StackOverflowError | NumberFormatException e) {
            throw refused("user-data", "The cloud-config is not valid YAML, or is too deeply nested.");
        }
        if (parsed == null) {
            throw refused("user-data", "The cloud-config has no settings in it. Leave it empty instead.");
        }
        if (!(parsed instanceof Map)) {
            throw refused("user-data", "A cloud-config is a list of settings such as packages: [nginx]; this is none.");
        }
    }

    private InvalidRequest refused(String code, String sentence) {
        return new InvalidRequest(code, field, sentence);
    }
}
