import { ModelFigures } from './model-figures.js';
import './ops-models.js';

const figures = new ModelFigures();
document.querySelector('ops-models').session = figures;
figures.start();
