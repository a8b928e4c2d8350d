package dev.slipway.vm.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param directory where they are kept, the same for all portal nodes; absent for {@code backups} in the portal's data directory
 * @param keepFree what has to stay free there
 * @param most how many a VM may have at once
 * @param mostOfProject how many a project may have at once, those of VMs that have gone included
 * @param atOnce how many are made at once, by all portal nodes together; others wait for their turn
 */
@ConfigurationProperties("slipway.vm.backups")
record BackupSettings(
        @Nullable Path directory,
        @DefaultValue("5GB") DataSize keepFree,
        @DefaultValue("10") int most,
        @DefaultValue("100") int mostOfProject,
        @DefaultValue("2") int atOnce) {}
