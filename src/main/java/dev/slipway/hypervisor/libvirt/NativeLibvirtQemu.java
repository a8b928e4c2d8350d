package dev.slipway.hypervisor.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** libvirt's calls for QEMU alone, which are in a library of their own. The same rules as for {@link NativeLibvirt}. */
interface NativeLibvirtQemu extends Library {
    NativeLibvirtQemu LIBVIRT_QEMU =
            Native.load("virt-qemu", NativeLibvirtQemu.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));

    /** @param timeout in seconds @return to be freed */
    @Nullable
    Pointer virDomainQemuAgentCommand(Pointer domain, String json, int timeout, int flags);
}
