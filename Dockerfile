# syntax=docker/dockerfile:1
# The portal in a container. Debian 13, because its libvirt client (11) answers a hung host safely.
FROM debian:13 AS build
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-25-jdk-headless maven ca-certificates \
    && rm -rf /var/lib/apt/lists/*
ENV JAVA_HOME=/usr/lib/jvm/java-25-openjdk-amd64
WORKDIR /src
COPY .mvn .mvn
COPY pom.xml ./
COPY src src
COPY db db
COPY themes themes
COPY frontend frontend
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -q -DskipFormat=true -Dmaven.test.skip=true package \
    && java -Djarmode=tools -jar target/slipway-*.jar extract --destination /app \
    && mv /app/slipway-*.jar /app/slipway.jar

FROM debian:13-slim
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-25-jre-headless libvirt0 openssh-client \
      qemu-utils bubblewrap osinfo-db \
      netcat-openbsd ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/slipway --create-home slipway
COPY --from=build /app /app
USER slipway
# Keys for hosts that are reached through ssh: /var/lib/slipway/.ssh
VOLUME /var/lib/slipway
ENV SLIPWAY_STATE=/var/lib/slipway SERVER_ADDRESS=0.0.0.0 SERVER_PORT=8080
EXPOSE 8080
HEALTHCHECK --start-period=120s --interval=10s CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "--enable-native-access=ALL-UNNAMED", "-jar", "/app/slipway.jar"]
