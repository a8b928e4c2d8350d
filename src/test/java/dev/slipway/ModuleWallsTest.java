package dev.slipway;

import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModuleWallsTest {
    @Test
    void modulesUseOnlyWhatTheirChartersAllow() {
        ApplicationModules.of(SlipwayApplication.class, new ImportOption.DoNotIncludeTests())
                .verify();
    }
}
