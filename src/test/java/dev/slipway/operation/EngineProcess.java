package dev.slipway.operation;

import dev.slipway.kernel.OperationId;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node in a process of its own, so that it can be killed and stopped in earnest. */
final class EngineProcess implements AutoCloseable {
    static final Map<String, Object> SETTINGS = Map.of(
            "slipway.operation.heartbeat", "500ms",
            "slipway.operation.first-retry", "10ms",
            "slipway.operation.polling", "200ms");

    private final Process process;

    private EngineProcess(Process process) {
        this.process = process;
    }

    static EngineProcess start(String url, String name, Path log) throws IOException {
        return new EngineProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineProcess.class.getName(),
                        url,
                        name)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start());
    }

    /** A first step; a second that says it has begun and waits for the gate; a third. Each leaves its mark. */
    static Workflow workflow(String node, Marks database) {
        return new TestWorkflow("three-steps")
                .step("first", Step.plain(c -> database.mark(c, "first", node)), Step.nothing())
                .step(
                        "second",
                        c -> {
                            database.mark(c, "second", node);
                            database.awaitOpen();
                            return StepOutcome.done();
                        },
                        Step.nothing())
                .step("third", Step.plain(c -> database.mark(c, "third", node)), Step.nothing());
    }

    /** The marks that steps leave, in the database that all nodes share. */
    static final class Marks {
        private volatile JdbcClient jdbc;

        void use(EngineNode node) {
            jdbc = node.bean(JdbcClient.class);
        }

        void create() {
            jdbc.sql("create table mark (id int auto_increment primary key, operation uuid, what varchar(20),"
                            + " node varchar(20))")
                    .update();
            jdbc.sql("create table gate (opened int)").update();
        }

        void mark(StepContext context, String what, String node) {
            Awaitility.await().until(() -> jdbc != null);
            jdbc.sql("insert into mark (operation, what, node) values (?, ?, ?)")
                    .param(context.operation().value())
                    .param(what)
                    .param(node)
                    .update();
        }

        List<String> marks(OperationId id) {
            return jdbc.sql("select concat(what, ' by ', node) from mark where operation = ? order by id")
                    .param(id.value())
                    .query(String.class)
                    .list();
        }

        boolean isOpen() {
            return jdbc.sql("select count(*) from gate").query(Long.class).single() > 0;
        }

        /** Ends when interrupted, as a well-behaved step does. */
        void awaitOpen() {
            CountDownLatch never = new CountDownLatch(1);
            try {
                while (!isOpen()) {
                    if (never.await(20, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("cut short", e);
            }
        }

        void open() {
            jdbc.sql("insert into gate values (1)").update();
        }
    }

    /** Ends with its parent: whose end closes our standard input. */
    public static void main(String[] args) throws IOException {
        Marks database = new Marks();
        EngineNode node = EngineNode.start(args[0], Clock.systemUTC(), SETTINGS, workflow(args[1], database));
        database.use(node);
        while (System.in.read() >= 0) {
            continue;
        }
        Runtime.getRuntime().halt(0);
    }

    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
