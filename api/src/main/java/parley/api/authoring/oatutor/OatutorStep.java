package parley.api.authoring.oatutor;

import java.util.List;

/**
 * One question of an OATutor problem, as its files have it: with LaTeX, before anything is converted.
 *
 * @param id unique in the whole content
 * @param lesson of its problem; empty when none is named
 * @param skills from the skill model; may be empty
 * @param task the problem's and the step's texts, in the order of reading
 * @param problemType {@code TextBox} or {@code MultipleChoice}
 * @param answerType {@code arithmetic}, {@code numeric}, {@code algebra} or {@code string}
 * @param answers accepted ones, never empty
 * @param choices empty for a text box
 * @param hints in the order of the default pathway
 * @param source where the content says that it comes from; may be empty
 */
record OatutorStep(
        String id,
        String lesson,
        List<String> skills,
        List<String> task,
        String problemType,
        String answerType,
        List<String> answers,
        List<String> choices,
        List<OatutorHint> hints,
        String source) {

    OatutorStep {
        skills = List.copyOf(skills);
        task = List.copyOf(task);
        answers = List.copyOf(answers);
        choices = List.copyOf(choices);
        hints = List.copyOf(hints);
    }

    /**
     * A piece of help.
     *
     * @param scaffold whether it asks a question of its own
     */
    record OatutorHint(String title, String text, boolean scaffold) {}
}
