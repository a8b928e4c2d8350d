package dev.slipway.ui.component;

import com.vaadin.flow.component.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * What people wrote, as rich text. They may write what they like: HTML in it is shown and not obeyed, links lead to web and
 * mail only, and pictures are links, so that nobody's browser fetches anything by itself.
 */
public class Markdown extends Html {
    private static final Parser PARSER =
            Parser.builder().postProcessor(Markdown::withoutPictures).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
            .attributeProviderFactory(context -> Markdown::elsewhere)
            .build();
    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder().build();

    public Markdown(String text) {
        super("<div class=\"sw-markdown\">" + RENDERER.render(PARSER.parse(text)) + "</div>");
    }

    /** Without any form, in one line, cut off where it is longer than that. */
    public static String plain(String text, int longest) {
        var plain = TEXT.render(PARSER.parse(text)).replaceAll("\\s+", " ").strip();
        return plain.codePointCount(0, plain.length()) <= longest
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, longest - 1)).stripTrailing() + "…";
    }

    private static Node withoutPictures(Node document) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Image image) {
                var link = new Link(image.getDestination(), image.getTitle());
                for (var child : List.copyOf(children(image))) {
                    link.appendChild(child);
                }
                image.insertBefore(link);
                image.unlink();
            }
        });
        return document;
    }

    private static List<Node> children(Node of) {
        var children = new ArrayList<Node>();
        for (var child = of.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }

    private static void elsewhere(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Link) {
            attributes.put("target", "_blank");
            attributes.put("rel", "noopener noreferrer nofollow");
        }
    }
}
