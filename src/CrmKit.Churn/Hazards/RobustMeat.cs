using CrmKit.Numerics;

namespace CrmKit.Churn;

// The sum over records of the outer products of their scores (White 1982): what the information would be if weights were no numbers of observations.
internal static class RobustMeat
{
    public static double[] Of(BinaryRows rows, ColumnScale scale, HazardLink link, double[] beta, byte[][]? dropped, int maxThreads)
    {
        var p = scale.Count;
        var partial = new double[rows.Parts][];
        SharedWork.Run(rows.Parts, maxThreads, part =>
        {
            var sums = new double[p * p];
            var score = new double[p];
            var block = new RowBlock(p);
            var (first, record) = (0, -1);
            for (var cursor = rows.Begin(part); rows.Next(ref cursor, block, scale); first += block.Count)
            {
                block.Drop(dropped?[part], first);
                BinaryPass.Predict(block, beta, p);
                LinkTerms.Fill(block, link);
                for (var i = 0; i < block.Count; i++)
                {
                    if (block.Record[i] != record)
                    {
                        AddSquare(sums, score);
                        record = block.Record[i];
                    }

                    for (var k = 0; k < p; k++)
                    {
                        score[k] += block.Residual[i] * block.Z[(k * RowBlock.Rows) + i];
                    }
                }
            }

            AddSquare(sums, score);
            partial[part] = sums;
        });
        var total = new double[p * p];
        foreach (var sums in partial)
        {
            for (var i = 0; i < total.Length; i++)
            {
                total[i] += sums[i];
            }
        }

        return total;
    }

    private static void AddSquare(double[] sums, double[] score)
    {
        for (var j = 0; j < score.Length; j++)
        {
            for (var k = 0; k < score.Length; k++)
            {
                sums[(j * score.Length) + k] += score[j] * score[k];
            }
        }

        Array.Clear(score);
    }
}
