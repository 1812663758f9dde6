package parley.api.authoring.oatutor;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import parley.api.authoring.AuthoringFailure;

/**
 * A local copy of OATutor's content: {@code content-pool/PROBLEM/PROBLEM.json}, {@code steps/STEP/STEP.json} with
 * {@code tutoring/STEPDefaultPathway.json} in each problem, and {@code skillModel.json} beside the pool. Files that cannot
 * be read are left out and named; links are not followed.
 *
 * <p>Variables ({@code "variabilization": {"a": ["2", "3"]}}, written {@code @{a}}) become one step for each set of
 * values, at most {@link #MAX_VARIANTS}.
 */
final class OatutorContent {

    static final int MAX_VARIANTS = 5;
    private static final int MAX_FILE_BYTES = 1024 * 1024;
    private static final int MAX_SKILL_MODEL_BYTES = 32 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path pool;
    private final JsonNode skillModel;
    private final Map<String, String> leftOut;

    private OatutorContent(Path pool, JsonNode skillModel, Map<String, String> leftOut) {
        this.pool = pool;
        this.skillModel = skillModel;
        this.leftOut = leftOut;
    }

    /** Opens a clone, or a folder that holds one; {@code leftOut} is told of each file that cannot be read and why. */
    static OatutorContent open(Path source, Map<String, String> leftOut) throws AuthoringFailure {
        for (Path root : List.of(source, source.resolve("src/content-sources/oatutor"))) {
            Path pool = root.resolve("content-pool");
            if (Files.isDirectory(pool)) {
                OatutorContent content = new OatutorContent(pool, MissingNode.getInstance(), leftOut);
                Path model = root.resolve("skillModel.json");
                return Files.exists(model)
                        ? new OatutorContent(pool, content.read(model, MAX_SKILL_MODEL_BYTES), leftOut)
                        : content;
            }
        }
        throw new AuthoringFailure(
                "there is no folder content-pool in " + source + "; name a clone of github.com/CAHLR/OATutor-Content");
    }

    /**
     * The steps of all problems whose course and lesson are wanted, by the names of their folders.
     *
     * @param most beyond which reading stops with a failure
     */
    List<OatutorStep> steps(Predicate<String> course, Predicate<String> lesson, int most) throws AuthoringFailure {
        List<OatutorStep> steps = new ArrayList<>();
        for (Path problem : folders(pool)) {
            JsonNode about = read(problem.resolve(problem.getFileName() + ".json"), MAX_FILE_BYTES);
            if (!course.test(about.path("courseName").asText(""))
                    || !lesson.test(about.path("lesson").asText(""))) {
                continue;
            }
            for (Path folder : folders(problem.resolve("steps"))) {
                steps.addAll(variants(about, folder));
                if (steps.size() > most) {
                    throw new AuthoringFailure("there are more than " + most
                            + " steps, more than one course holds; choose some with --course or --lesson");
                }
            }
        }
        return steps;
    }

    private List<OatutorStep> variants(JsonNode problem, Path folder) {
        String id = String.valueOf(folder.getFileName());
        JsonNode step = read(folder.resolve(id + ".json"), MAX_FILE_BYTES);
        if (step.isMissingNode()) {
            return List.of();
        }
        JsonNode pathway = read(folder.resolve("tutoring").resolve(id + "DefaultPathway.json"), MAX_FILE_BYTES);
        Map<String, List<String>> variables = new LinkedHashMap<>();
        Stream.of(problem, step)
                .forEach(node -> node.path("variabilization")
                        .properties()
                        .forEach(entry -> variables.put(entry.getKey(), texts(entry.getValue()))));
        int sets = variables.values().stream().mapToInt(List::size).min().orElse(1);
        List<OatutorStep> variants = new ArrayList<>();
        for (int set = 0; set < Math.min(sets, MAX_VARIANTS); set++) {
            Map<String, String> values = new LinkedHashMap<>();
            for (Map.Entry<String, List<String>> variable : variables.entrySet()) {
                values.put("@{" + variable.getKey() + "}", variable.getValue().get(set));
            }
            variants.add(step(variables.isEmpty() ? id : id + "-" + (set + 1), id, problem, step, pathway, values));
        }
        return variants;
    }

    private OatutorStep step(
            String id, String modelId, JsonNode problem, JsonNode step, JsonNode pathway, Map<String, String> values) {
        List<String> task = Stream.of(problem.path("body"), step.path("stepTitle"), step.path("stepBody"))
                .map(node -> filled(node.asText("").strip(), values))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        if (task.isEmpty()) {
            task = List.of(filled(problem.path("title").asText(""), values));
        }
        List<OatutorStep.OatutorHint> hints = new ArrayList<>();
        for (JsonNode hint : pathway) {
            if (!"solution".equals(hint.path("type").asText())) {
                hints.add(new OatutorStep.OatutorHint(
                        filled(hint.path("title").asText("").strip(), values),
                        filled(hint.path("text").asText("").strip(), values),
                        "scaffold".equals(hint.path("type").asText())));
            }
        }
        return new OatutorStep(
                id,
                problem.path("lesson").asText("").strip(),
                texts(skillModel.path(modelId)),
                task,
                step.path("problemType").asText(""),
                step.path("answerType").asText("").toLowerCase(Locale.ROOT),
                texts(step.path("stepAnswer")).stream()
                        .map(answer -> filled(answer, values))
                        .toList(),
                texts(step.path("choices")).stream()
                        .map(choice -> filled(choice, values))
                        .toList(),
                hints,
                Stream.of(step.path("oer"), problem.path("oer"), problem.path("license"))
                        .map(node -> node.asText("").strip())
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    private static String filled(String text, Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        if (list.isTextual()) {
            texts.add(list.asText());
        }
        for (JsonNode entry : list.isArray() ? list : JSON.createArrayNode()) {
            String text = entry.asText("").strip();
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** The file as JSON, or a missing node and a note. */
    private JsonNode read(Path file, int mostBytes) {
        String name = pool.relativize(file).toString();
        try {
            if (!Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                leftOut.put(name, "there is no such file");
            } else if (Files.size(file) > mostBytes) {
                leftOut.put(name, "it is larger than " + mostBytes + " bytes");
            } else {
                return JSON.readTree(Files.readAllBytes(file));
            }
        } catch (JacksonException e) {
            leftOut.put(name, "it is no JSON");
        } catch (IOException | StackOverflowError e) {
            leftOut.put(name, "it cannot be read");
        }
        return MissingNode.getInstance();
    }

    private static Set<Path> folders(Path folder) throws AuthoringFailure {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return new TreeSet<>(
                    entries.filter(entry -> Files.isDirectory(entry, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                            .toList());
        } catch (IOException e) {
            throw new AuthoringFailure(folder + " cannot be read; correct its permissions", e);
        }
    }
}
