using ModelOptimizer.Pipeline.Verification;

namespace ModelOptimizer.Pipeline.Tests.Verification;

public sealed class AnswerChoiceTests
{
    [Fact]
    public void What_was_lost_comes_first_then_what_was_won_then_what_neither_knows_the_surest_mistakes_of_each()
    {
        int[] labels = [0, 0, 0, 0, 0];
        Answer[] before = [new(0, 0.9), new(1, 0.6), new(0, 0.9), new(1, 0.7), new(0, 0.9)];
        Answer[] after = [new(0, 0.9), new(0, 0.6), new(1, 0.5), new(1, 0.7), new(1, 0.8)];

        var chosen = AnswerChoice.Choose(labels, before, after, seed: 1);

        Assert.Equal(
            [(4, "only the trained model is right"), (2, "only the trained model is right"), (1, "only the artifact is right"), (3, "both are wrong")], chosen);
    }

    [Fact]
    public void At_most_three_of_a_kind_are_chosen_by_the_seed()
    {
        int[] labels = new int[50];
        Answer[] right = [.. Enumerable.Repeat(new Answer(0, 1), 50)];
        Answer[] wrong = [.. Enumerable.Repeat(new Answer(1, 1), 50)];

        var chosen = AnswerChoice.Choose(labels, right, wrong, seed: 3);

        Assert.Equal(3, chosen.Count);
        Assert.Equal(chosen, AnswerChoice.Choose(labels, right, wrong, seed: 3));
        Assert.NotEqual(chosen, AnswerChoice.Choose(labels, right, wrong, seed: 4));
    }

    [Fact]
    public void Perfect_models_leave_nothing_to_show() => Assert.Empty(AnswerChoice.Choose([1], [new(1, 0.9)], [new(1, 0.4)], 1));

    [Fact]
    public void An_answer_is_the_likeliest_class_with_its_probability()
    {
        var answer = Answer.Of([1, 3, 1]);

        Assert.Equal((1, 0.787), (answer.Class, Math.Round(answer.Score, 3))); // e^2 / (e^2 + 2)
        Assert.Equal(new(0, 1), Answer.Of([1000, -1000]));
    }
}
