package dev.slipway.notice.delivery;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Sends mails: plain text, with a link into the portal and one to where they can be turned off. */
@Component
class Mails {
    private static final Logger LOG = LoggerFactory.getLogger(Mails.class);
    private static final int PERMANENT = 500;

    private final MailSettings settings;
    private final Links links;
    private final Clock clock;
    private final Optional<JavaMailSenderImpl> sender;

    Mails(MailSettings settings, DeliverySettings delivery, Links links, Clock clock) {
        this.settings = settings;
        this.links = links;
        this.clock = clock;
        String host = settings.host();
        this.sender = host == null || host.isBlank() ? Optional.empty() : Optional.of(sender(host, settings, delivery));
        if (sender.isPresent()) {
            requireWhole(settings, links);
        }
    }

    boolean areOffered() {
        return sender.isPresent();
    }

    Outcome send(UUID delivery, String address, Message message) {
        if (sender.isEmpty()) {
            return new Outcome.NotNow(MailAddressView.NOT_OFFERED);
        }
        try {
            sender.get().send(mime(sender.get(), delivery, address, message));
            return new Outcome.Arrived("The mail server took it.");
        } catch (MailException | MessagingException e) {
            LOG.info("Mail {} was not taken: {}", delivery, e.toString());
            return permanent(e)
                    .<Outcome>map(said -> new Outcome.Never("The mail server refuses it: " + said))
                    .orElseGet(() -> new Outcome.NotNow("The mail server did not take it."));
        }
    }

    private MimeMessage mime(JavaMailSenderImpl with, UUID delivery, String address, Message message)
            throws MessagingException {
        MimeMessage mime = with.createMimeMessage();
        mime.setFrom(new InternetAddress(settings.from(), true));
        mime.setRecipient(RecipientType.TO, new InternetAddress(address, true));
        mime.setSubject("[Slipway] " + MailText.line(message.title()), StandardCharsets.UTF_8.name());
        mime.setText(body(message), StandardCharsets.UTF_8.name());
        mime.setSentDate(Date.from(clock.instant()));
        // The same each time it is tried, so that one that comes twice is seen to be one.
        mime.setHeader("Message-ID", "<" + delivery + "@" + links.host() + ">");
        mime.setHeader("Auto-Submitted", "auto-generated");
        mime.setHeader("List-Unsubscribe", "<" + links.preferences() + ">");
        return mime;
    }

    private String body(Message message) {
        String text = message.text().isEmpty() ? "" : "\n" + message.text() + "\n";
        return message.title() + "\n" + text
                + message.path().map(path -> "\n" + links.to(path) + "\n").orElse("")
                + "\n-- \nWhat Slipway tells you, and how, you choose at " + links.preferences() + "\n";
    }

    /** What the server says if it says so for good. */
    private static Optional<String> permanent(Throwable failure) {
        return switch (failure) {
            case MailSendException many
            when many.getMessageExceptions().length > 0 -> permanent(many.getMessageExceptions()[0]);
            case SMTPAddressFailedException refused -> said(refused.getReturnCode(), refused.getMessage());
            case SMTPSendFailedException refused
            when refused.getNextException() == null -> said(refused.getReturnCode(), refused.getMessage());
            case MessagingException other when other.getNextException() != null -> permanent(other.getNextException());
            default -> Optional.empty();
        };
    }

    private static Optional<String> said(int code, @Nullable String words) {
        return code >= PERMANENT ? Optional.of(MailText.line(String.valueOf(words))) : Optional.empty();
    }

    private static void requireWhole(MailSettings settings, Links links) {
        String from = settings.from();
        try {
            new InternetAddress(from == null ? "" : from, true).validate();
        } catch (MessagingException e) {
            throw new IllegalStateException(
                    "slipway.mail.from must say whom mails are from, such as Slipway <slipway@example.org>", e);
        }
        if (!links.areKnown()) {
            throw new IllegalStateException("slipway.notice.delivery.portal-url must say where people open the portal,"
                    + " since mails link to it: such as https://portal.example.org");
        }
    }

    private static JavaMailSenderImpl sender(String host, MailSettings settings, DeliverySettings delivery) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(host);
        sender.setPort(settings.port());
        sender.setUsername(settings.username());
        sender.setPassword(settings.password());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        Properties properties = sender.getJavaMailProperties();
        String patience = Long.toString(delivery.silence().toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", patience);
        properties.setProperty("mail.smtp.timeout", patience);
        properties.setProperty("mail.smtp.writetimeout", patience);
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.username() != null));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (settings.security()) {
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
            case NONE -> {
                // As the server asks for it.
            }
        }
        return sender;
    }
}
