package dev.slipway.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.PoolSpec;
import org.junit.jupiter.api.Test;

/** Pools that a test machine does not have, as libvirt's documentation writes them. */
class StorageXmlTest {
    @Test
    void writesAnExportOfAServer() {
        assertThat(StorageXml.pool(new PoolSpec.Nfs("shared", "nas1", "/export/vms", "/mnt/shared")))
                .isEqualToIgnoringWhitespace("""
                    <pool type="netfs">
                      <name>shared</name>
                      <source>
                        <host name="nas1"/>
                        <dir path="/export/vms"/>
                        <format type="nfs"/>
                      </source>
                      <target><path>/mnt/shared</path></target>
                    </pool>
                    """);
    }

    @Test
    void writesAVolumeGroupThatIsThereAlready() {
        assertThat(StorageXml.pool(new PoolSpec.Lvm("fast", "vg0"))).isEqualToIgnoringWhitespace("""
                <pool type="logical">
                  <name>fast</name>
                  <source><name>vg0</name><format type="lvm2"/></source>
                  <target><path>/dev/vg0</path></target>
                </pool>
                """);
    }

    @Test
    void writesADirectory() {
        assertThat(StorageXml.pool(new PoolSpec.Directory("disks", "/srv/disks")))
                .isEqualToIgnoringWhitespace("""
                <pool type="dir"><name>disks</name><target><path>/srv/disks</path></target></pool>
                """);
    }
}
