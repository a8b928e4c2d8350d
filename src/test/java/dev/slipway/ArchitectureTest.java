package dev.slipway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/** The fences: what must stay in one room, and what must never be written. */
class ArchitectureTest {
    static final JavaClasses SLIPWAY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.slipway");

    @Test
    void libvirtIsKnownToItsAdapterOnly() {
        onlyIn("dev.slipway.hypervisor.libvirt..", "org.libvirt..", "com.sun.jna..")
                .because("another hypervisor must fit behind the same port, and its threads are dangerous")
                .check(SLIPWAY);
    }

    @Test
    void sshIsKnownToItsRoomOnly() {
        onlyIn("dev.slipway.hypervisor.ssh..", "org.apache.sshd..", "net.i2p.crypto..")
                .because("which keys are believed and where a connection leads is decided in one place")
                .check(SLIPWAY);
    }

    @Test
    void openPgpIsKnownToItsRoomOnly() {
        onlyIn("dev.slipway.intake.signature..", "org.bouncycastle..")
                .because("what is believed of a signature is decided in one place")
                .check(SLIPWAY);
    }

    @Test
    void mailIsKnownToDeliveriesOnly() {
        onlyIn(
                        "dev.slipway.notice.delivery..",
                        "jakarta.mail..",
                        "org.eclipse.angus.mail..",
                        "org.springframework.mail..")
                .because("what may stand in a mail, and to whom it goes, is decided in one place")
                .check(SLIPWAY);
    }

    @Test
    void dbSchedulerIsKnownToOperationsOnly() {
        onlyIn("dev.slipway.operation..", "com.github.kagkarlsson..")
                .because("everything durable goes through operations, with undo, lock and progress")
                .check(SLIPWAY);
    }

    @Test
    void guacamoleIsKnownToTheConsoleOnly() {
        onlyIn("dev.slipway.console..", "org.apache.guacamole..")
                .because("a tunnel must not be opened past the ticket")
                .check(SLIPWAY);
    }

    @Test
    void vaadinIsKnownToTheScreensOnly() {
        onlyIn("dev.slipway.ui..", "com.vaadin..")
                .because("rules must not hide in screens, where the API would miss them")
                .check(SLIPWAY);
    }

    @Test
    void oauth2IsKnownToSingleSignOnOnly() {
        onlyIn(
                        "dev.slipway.sso..",
                        "org.springframework.security.oauth2..",
                        "org.springframework.security.config.annotation.web.configurers.oauth2..",
                        "com.nimbusds..")
                .because("a token must not be believed past the one place that checks it")
                .check(SLIPWAY);
    }

    @Test
    void entitiesStayHome() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .because("façades take and return records; screens and REST never meet JPA")
                .check(SLIPWAY);
    }

    @Test
    void edgesDoNotReachForDatabases() {
        noClasses()
                .that(resideInAnyPackage("dev.slipway.ui..", "dev.slipway.api.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.persistence..",
                        "org.springframework.jdbc..",
                        "org.springframework.transaction..",
                        "java.sql..")
                .because("screens and REST ask façades")
                .check(SLIPWAY);
    }

    @Test
    void timeIsAParameter() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class)
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .because("tests move the clock")
                .check(SLIPWAY);
    }

    @Test
    void hostsAreTalkedToOutsideTransactions() {
        noClasses()
                .that(resideInAPackage("dev.slipway.hypervisor.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.transaction..", "jakarta.persistence..")
                .because("a remote call inside a transaction holds its locks for as long as the host likes")
                .check(SLIPWAY);
    }

    @Test
    void packagesAreFeatures() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..manager..", "..helper..")
                .because("a package is named for what it is about")
                .check(SLIPWAY);
    }

    @Test
    void servicesAreFacadesAndPublic() {
        classes()
                .that()
                .areAnnotatedWith(Service.class)
                .should()
                .bePublic()
                .because("@Service marks a module's façade; everything behind it is a package-private @Component")
                .check(SLIPWAY);
    }

    @Test
    void partsOfTheVmStayHome() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.slipway.vm..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.slipway.vm.*..").and(annotatedWith(Component.class)))
                .because("what others may use of it are façades and their records, though its packages share more")
                .check(SLIPWAY);
    }

    private static ArchRule onlyIn(String room, String... neighbours) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .and()
                .resideOutsideOfPackage("org.libvirt..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(neighbours);
    }
}
