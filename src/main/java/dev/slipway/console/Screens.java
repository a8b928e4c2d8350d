package dev.slipway.console;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.ScreenEndpoint;
import dev.slipway.vm.serial.SerialLine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The screens there are, and who may see them. */
interface Screens {
    /**
     * A VM whose screen this actor may see.
     *
     * @param dark why there is nothing to see right now, such as that it is off
     */
    record Screen(String name, @Nullable ProjectId project, Optional<String> dark) {}

    /**
     * Asks no host.
     *
     * @throws dev.slipway.kernel.NotFound if it is not theirs to see
     * @throws dev.slipway.kernel.Forbidden if they may see the VM, but not its screen
     */
    Screen permit(VmId vm, Actor actor);

    /**
     * Where the screen is, good for one connection made right away.
     *
     * @throws dev.slipway.kernel.Problem as {@link #permit}, and if the VM is off or its host does not answer
     */
    ScreenEndpoint open(VmId vm, Actor actor);

    /**
     * Its serial line, taken from whoever has it.
     *
     * @throws dev.slipway.kernel.Problem as {@link #open}
     */
    SerialLine openSerial(VmId vm, Actor actor);
}
