package parley.prompts.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.prompts.source.AuthoringException;
import parley.prompts.source.Finding;
import parley.prompts.template.handlebars.BodyPart;
import parley.prompts.template.handlebars.CompiledBody;
import parley.prompts.template.handlebars.Dialect;

/**
 * The Dotprompt format as its specification has it (github.com/google/dotprompt, {@code spec/}), without the strictness
 * of Parley's library: a variable that does not exist is empty, inputs are not held against their schema, and any role
 * may be named.
 *
 * <p>It goes beyond the reference where that one is unsafe or loses what an author wrote: no value can forge a marker,
 * the defaults of the front matter count, broken front matter is an error, and a render has limits. Immutable and
 * thread-safe.
 */
public final class DotpromptEngine {

    private final DotpromptSettings settings;

    public DotpromptEngine(DotpromptSettings settings) {
        this.settings = settings;
    }

    /** A template, read and ready to be rendered. Immutable and thread-safe. */
    public static final class Template {
        private final String file;
        private final DotpromptSettings settings;
        private final Map<String, @Nullable Object> fields;
        private final CompiledBody body;

        private Template(
                String file, DotpromptSettings settings, Map<String, @Nullable Object> fields, CompiledBody body) {
            this.file = file;
            this.settings = settings;
            this.fields = fields;
            this.body = body;
        }

        /**
         * Renders the template.
         *
         * @param options front matter from outside, of which the input's defaults count here
         * @throws AuthoringException with the place of the tag that failed, or of the limit that was exceeded
         */
        public DotpromptResult render(DotpromptData data, Map<String, ? extends @Nullable Object> options) {
            Map<String, @Nullable Object> metadata = DotpromptMetadata.resolve(file, settings, fields, Map.of());
            metadata.remove("input");
            Map<String, @Nullable Object> input = DotpromptMetadata.defaults(fields);
            input.putAll(DotpromptMetadata.defaults(options));
            input.putAll(data.input());
            Map<String, @Nullable Object> seen = DotpromptMetadata.seenByTemplate(metadata, data);
            List<Finding> findings = new ArrayList<>();
            PlainData.check(file, input, findings);
            PlainData.check(file, data.context(), findings);
            if (!findings.isEmpty()) {
                throw new AuthoringException(findings);
            }
            List<BodyPart> parts = body.render(input, seen, settings.limits());
            return new DotpromptResult(metadata, messages(parts, data.messages()));
        }

        /** The front matter, resolved, with the {@code input} and {@code output} schemas as JSON Schema. */
        public Map<String, @Nullable Object> metadata(Map<String, ? extends @Nullable Object> options) {
            return DotpromptMetadata.resolve(file, settings, fields, options);
        }
    }

    /**
     * Reads a template.
     *
     * @param file its name, for findings
     * @throws AuthoringException when its front matter or its body is malformed, or exceeds a limit
     */
    public Template compile(String file, String source) {
        if (source.length() > PromptTemplate.MAX_SOURCE) {
            throw new AuthoringException(PromptTemplate.tooLong(file));
        }
        TemplateParts parts = TemplateParts.split(source);
        return new Template(
                file,
                settings,
                DotpromptMetadata.read(file, parts),
                CompiledBody.compile(file, parts.body(), parts.bodyLine(), Dialect.PLAIN, settings.partials()));
    }

    private static List<DotpromptMessage> messages(List<BodyPart> parts, List<DotpromptMessage> history) {
        List<DotpromptMessage> messages = new ArrayList<>();
        for (MessageFold.Slot slot : MessageFold.fold(parts)) {
            switch (slot) {
                case MessageFold.Slot.Message message ->
                    messages.add(new DotpromptMessage(message.role(), content(message.parts()), message.metadata()));
                case MessageFold.Slot.History ignored -> history.forEach(message -> messages.add(message.asHistory()));
            }
        }
        if (messages.stream()
                .anyMatch(message -> "history".equals(message.metadata().get("purpose")))) {
            return messages;
        }
        boolean endsWithUser = !messages.isEmpty() && messages.getLast().role().equals("user");
        messages.addAll(endsWithUser ? messages.size() - 1 : messages.size(), history);
        return messages;
    }

    private static List<DotpromptPart> content(List<BodyPart> parts) {
        List<DotpromptPart> content = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (BodyPart part : parts) {
            switch (part) {
                case BodyPart.AuthorText author -> text.append(author.text());
                case BodyPart.LearnerText learner -> text.append(learner.text());
                case BodyPart.MediaMarker media -> {
                    endText(text, content);
                    content.add(new DotpromptPart.Media(media.url(), media.contentType()));
                }
                case BodyPart.SectionMarker section -> {
                    endText(text, content);
                    content.add(new DotpromptPart.Pending(section.name()));
                }
                case BodyPart.RoleMarker ignored -> throw new IllegalStateException("roles were folded");
                case BodyPart.HistoryMarker ignored -> throw new IllegalStateException("history was folded");
            }
        }
        endText(text, content);
        return content;
    }

    private static void endText(StringBuilder text, List<DotpromptPart> content) {
        if (!text.isEmpty()) {
            content.add(new DotpromptPart.Text(text.toString()));
            text.setLength(0);
        }
    }
}
