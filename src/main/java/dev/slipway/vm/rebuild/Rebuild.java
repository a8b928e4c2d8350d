package dev.slipway.vm.rebuild;

import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageKind;
import dev.slipway.catalog.ImageView;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.operation.StepContext;
import dev.slipway.vm.state.VmRow;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a VM is to be built anew from, as the operation carries it. @param diskName of the disk that is made of it */
record Rebuild(String diskName, VmRow.Image image) {
    private static final String DISK = "disk";
    private static final String VERSION = "image";
    private static final String NAME = "name";
    private static final String LABEL = "label";
    private static final String USER = "user";
    private static final String FIRMWARE = "firmware";
    private static final String CLOUD_INIT = "cloudInit";

    static Rebuild of(String diskName, ImageView image) {
        return new Rebuild(
                diskName,
                new VmRow.Image(
                        Optional.of(image.version()),
                        image.kind(),
                        image.name(),
                        image.versionLabel(),
                        image.defaultUser(),
                        image.firmware(),
                        image.cloudInit(),
                        false));
    }

    static Rebuild of(StepContext context) {
        UnaryOperator<String> carried =
                key -> Objects.requireNonNull(context.arguments().get(key));
        return new Rebuild(
                carried.apply(DISK),
                new VmRow.Image(
                        Optional.of(ImageVersionId.parse(carried.apply(VERSION))),
                        ImageKind.GOLDEN,
                        carried.apply(NAME),
                        carried.apply(LABEL),
                        carried.apply(USER),
                        Firmware.valueOf(carried.apply(FIRMWARE)),
                        Boolean.parseBoolean(carried.apply(CLOUD_INIT)),
                        false));
    }

    Map<String, String> arguments() {
        return Map.of(
                DISK,
                diskName,
                VERSION,
                image.version().orElseThrow().toString(),
                NAME,
                image.name(),
                LABEL,
                image.label(),
                USER,
                image.defaultUser(),
                FIRMWARE,
                image.firmware().name(),
                CLOUD_INIT,
                String.valueOf(image.cloudInit()));
    }

    String words() {
        return "From " + image.name() + " (" + image.label() + ").";
    }

    /** The VM as it then is. */
    VmRow after(VmRow vm) {
        return vm.on(diskName, image);
    }
}
