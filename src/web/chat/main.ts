import './chat.css';
import { newId, readClock } from '#web/shared/system';
import { askCity } from './ask-city.ts';
import { tellParent } from './frame.ts';
import { keptHere } from './kept-here.ts';
import { openPage } from './page.ts';

openPage({ root: document.body, city: askCity, kept: keptHere, now: readClock, newId });
tellParent();
