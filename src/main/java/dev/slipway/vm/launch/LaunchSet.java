package dev.slipway.vm.launch;

/** VMs to be launched at once, alike but for their names. @param launch its name is the pattern of the numbering */
public record LaunchSet(LaunchRequest launch, Numbering numbering) {
    public static LaunchSet one(LaunchRequest launch) {
        return new LaunchSet(launch, Numbering.one(launch.name()));
    }
}
