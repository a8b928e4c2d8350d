package dev.slipway.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.libvirt.Error.ErrorDomain;
import org.libvirt.Error.ErrorNumber;

/** What libvirt says, and what we make of it. The texts are libvirt's own. */
class LibvirtErrorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        VIR_ERR_NO_DOMAIN         | VIR_FROM_QEMU    | Domain not found                                  | NO_SUCH_DOMAIN
        VIR_ERR_NO_STORAGE_POOL   | VIR_FROM_STORAGE | Storage pool not found                            | NO_SUCH_POOL
        VIR_ERR_NO_STORAGE_VOL    | VIR_FROM_STORAGE | Storage volume not found                          | NO_SUCH_VOLUME
        VIR_ERR_NO_NETWORK        | VIR_FROM_NETWORK | Network not found                                 | NO_SUCH_NETWORK
        VIR_ERR_OPERATION_INVALID | VIR_FROM_NETWORK | network 'x' is not active                         | NO_SUCH_NETWORK
        VIR_ERR_OPERATION_INVALID | VIR_FROM_QEMU    | domain is not running                             | WRONG_POWER_STATE
        VIR_ERR_OPERATION_INVALID | VIR_FROM_STORAGE | storage pool 'x' is not active                    | REFUSED
        VIR_ERR_OPERATION_FAILED  | VIR_FROM_STORAGE | volume 'x' is still in use.                       | IN_USE
        VIR_ERR_INTERNAL_ERROR    | VIR_FROM_STORAGE | pool 'x' has asynchronous jobs running.           | BUSY
        VIR_ERR_OPERATION_TIMEOUT | VIR_FROM_QEMU    | Timed out during operation                        | BUSY
        VIR_ERR_SYSTEM_ERROR      | VIR_FROM_STREAMS | Unable to write /x: No space left on device       | NO_SPACE
        VIR_ERR_INTERNAL_ERROR    | VIR_FROM_QEMU    | process exited while connecting to monitor        | REFUSED
        """)
    void means(ErrorNumber code, ErrorDomain domain, String text, Kind kind) {
        assertThat(LibvirtErrors.kind(code, domain, text)).isEqualTo(kind);
    }
}
