package parley.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page's files agree with each other, with the jars on the class path and with a strict content policy. */
class WebPageTest {
    private static final Path WEB = web();
    private static final Pattern MESSAGE = Pattern.compile("^ {2}'([\\w.]+)': '(.*)',$", Pattern.MULTILINE);
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    @Test
    void bothLanguagesHaveTheSameMessagesWithTheSamePlaces() {
        assertThat(messages("en")).hasSizeGreaterThan(50).isEqualTo(messages("zh-CN"));
    }

    @Test
    void everyMessageThatTheCodeNamesExists() {
        Pattern named = Pattern.compile("(?:\\bt\\(|key: )'([\\w.]+)'");
        Set<String> used = sources(".js").stream()
                .flatMap(file -> named.matcher(text(file)).results().map(match -> match.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(messages("en").keySet()).containsAll(used);
        assertThat(used).hasSizeGreaterThan(20);
    }

    @Test
    void everyEntryOfTheImportMapIsOnTheClassPath() {
        List<String> addresses = sources(".html").stream()
                .flatMap(page -> Pattern.compile("\": \"(/webjars/[^\"]+)\"")
                        .matcher(text(page))
                        .results())
                .map(match -> match.group(1))
                .toList();
        assertThat(addresses)
                .hasSizeGreaterThan(5)
                .allSatisfy(address -> assertThat(WebPageTest.class.getResource("/META-INF/resources" + address))
                        .as(address)
                        .isNotNull());
    }

    @Test
    void everyFileThatThePageOrAModuleNamesExists() {
        List<String> missing = new ArrayList<>();
        Pattern absolute = Pattern.compile("(?:href=\"|src=\"|')(/(?:js|css)/[\\w./-]+|/favicon\\.svg)");
        Pattern relative = Pattern.compile("(?:from|import) '(\\.[^']+)'");
        for (Path file : Stream.concat(sources(".js").stream(), sources(".html").stream())
                .toList()) {
            absolute.matcher(text(file))
                    .results()
                    .map(match -> WEB.resolve(match.group(1).substring(1)))
                    .filter(Files::notExists)
                    .forEach(named -> missing.add(file + " names " + named));
            relative.matcher(text(file))
                    .results()
                    .map(match -> file.resolveSibling(match.group(1)))
                    .filter(Files::notExists)
                    .forEach(named -> missing.add(file + " names " + named));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void nothingNeedsAnUnsafeContentPolicy() {
        Pattern inline = Pattern.compile("<[^>]*\\s(?:style|on[a-z]+)=|<style|\\beval\\(|new Function\\(|javascript:");
        for (Path file : Stream.concat(sources(".js").stream(), sources(".html").stream())
                .toList()) {
            assertThat(inline.matcher(text(file)).results().map(MatchResult::group))
                    .as(file.toString())
                    .isEmpty();
        }
        // The import map is the only inline script of a page; its hash stands in the policy.
        assertThat(sources(".html"))
                .hasSizeGreaterThan(1)
                .allSatisfy(page -> assertThat(Pattern.compile("<script(?![^>]*src=)[^>]*>")
                                .matcher(text(page))
                                .results()
                                .map(MatchResult::group))
                        .containsExactly("<script type=\"importmap\">"));
    }

    private static Map<String, Set<String>> messages(String locale) {
        Map<String, Set<String>> messages = new TreeMap<>();
        for (Path file : sources("messages." + locale + ".js")) {
            MESSAGE.matcher(text(file))
                    .results()
                    .forEach(match -> messages.put(
                            match.group(1),
                            PLACE.matcher(match.group(2))
                                    .results()
                                    .map(place -> place.group(1))
                                    .collect(Collectors.toCollection(TreeSet::new))));
        }
        return messages;
    }

    private static List<Path> sources(String ending) {
        try (Stream<Path> files = Files.walk(WEB)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path web() {
        URL page = Objects.requireNonNull(WebPageTest.class.getResource("/web/index.html"));
        try {
            return Objects.requireNonNull(Path.of(page.toURI()).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
